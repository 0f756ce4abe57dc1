import type { Place } from './place';

/**
 * What the hourly look of a member's account and Region found of its machines and of the way to us. Empty of both it
 * says that all is well. Like the words of a host it is a claim, of that account and Region only.
 */
export interface HostsLook extends Place {
  readonly id: string;
  readonly at: string;
  /** Machines that run, and whose agents spoke once and do so no more. */
  readonly silent: readonly SilentHost[];
  /** As many more. */
  readonly more: number;
  /** Messages about logins that the member could not send. */
  readonly undelivered: number;
}

export interface SilentHost {
  readonly instanceId: string;
  readonly since: string;
}

export const isWell = ({ silent, undelivered }: HostsLook): boolean =>
  silent.length + undelivered === 0;

/** The words about what is not well. */
export interface ToldHosts {
  readonly severity: 'high';
  readonly sentence: string;
  readonly escalation: string;
  readonly guidance: readonly string[];
}
