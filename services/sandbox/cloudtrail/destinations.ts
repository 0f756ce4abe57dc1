import type { Trail } from './state';

/** What of a trail decides where its files go; also of one that is only asked for. */
export type Destinations = Pick<Trail, 'arn' | 'accountId' | 'homeRegion' | 'settings'>;
