import type { Baseline } from '../../shared/domain/baseline';
import type { SubjectKind } from '../../shared/domain/subject';
import { aBaseline } from './a-baseline';
import { aKeyBaseline } from './key/a-key';
import { aLogGroupBaseline, aPlainLogGroupState } from './log-group/a-log-group';
import { aTopicBaseline } from './topic/a-topic';
import { aBus, aQueue, aRole, aRule, aWardenBaseline } from './warden/parts';

/** Baselines of every kind that together ask for every step of the kind's runbooks. */
export const exampleBaselines: { readonly [K in SubjectKind]: readonly Baseline<K>[] } = {
  trail: [aBaseline()],
  'log-bucket': [],
  key: [aKeyBaseline()],
  'log-group': [aLogGroupBaseline(), aLogGroupBaseline(aPlainLogGroupState())],
  topic: [aTopicBaseline()],
  membership: [],
  'guard-rail': [],
  warden: [aRule(), aBus(), aRole(), aQueue()].map(aWardenBaseline),
};
