import pc from 'picocolors';
import { durationText } from '../../../shared/domain/duration-text';
import { describeObstacle } from '../../../shared/domain/obstacle';
import type { Pulse } from '../../../shared/watch/heartbeat/pulse-of';

import { ago } from './ago';

/** The last heartbeat of a place, in a few words. */
export function pulseText(pulse: Pulse, now: Date): string {
  switch (pulse.kind) {
    case 'heard':
      return pc.dim(`heard ${ago(pulse.at, now)} in ${durationText(pulse.latencyMs)}`);
    case 'silent':
      return pc.red(`silent since ${pulse.since.slice(0, 19)}Z`);
    case 'unsent':
      return pc.yellow(`no beat sent: ${describeObstacle(pulse.why)}`);
    case 'none':
      return pc.dim('no beat yet');
  }
}
