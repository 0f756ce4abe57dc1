/** What can be switched while the sandbox runs. */
export interface Settings {
  /** Added to every call: half before it takes effect, half after. */
  latencyMs: number;
  /** AWS's request quotas, off by default. */
  quotas: boolean;
}
