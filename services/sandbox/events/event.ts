/** An event as EventBridge delivers it. Its id, account, Region and time stay those of its origin. */
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

/** Which borders an event has crossed; EventBridge takes it over each kind only once. */
export interface Passage {
  readonly crossedAccount: boolean;
  readonly crossedRegion: boolean;
}

export function eventTime(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
