import { durationText } from '../../../shared/domain/duration-text';

/** `2 h 5 min ago`; clocks differ, so never in the future. */
export const ago = (time: string, now: Date): string =>
  `${durationText(Math.max(now.getTime() - Date.parse(time), 0))} ago`;
