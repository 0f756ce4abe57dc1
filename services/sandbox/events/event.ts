/**
 * An event as EventBridge delivers it. Account and Region stay those of its origin; a hop into another Region
 * gives it a new id and time.
 */
export interface Event {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Which kinds of hop an event has made; EventBridge takes it over each kind only once, in any order. */
export interface Passage {
  /** To a bus of the same Region, of any account. */
  readonly forwarded: boolean;
  readonly crossedRegion: boolean;
}

export function eventTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
