/** A request as a receiver sees it. */
export interface HookRequest {
  readonly method: string;
  /** Behind the channel's own prefix, e.g. `/v2/enqueue`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly at: Date;
}

export interface HookAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is; anything else as JSON; absent: empty. */
  readonly body?: unknown;
}

/** An API of others: takes what the real one takes and refuses the rest with its words. */
export type Receiver = (request: HookRequest) => HookAnswer;

export const channels = ['slack', 'teams', 'pagerduty', 'jira', 'servicenow', 'webhook'] as const;

export type Channel = (typeof channels)[number];
