import type { Baseline } from '../../shared/domain/baseline';
import type { SubjectKind } from '../../shared/domain/subject';
import { aBaseline } from './a-baseline';

/** Baselines of every kind that together ask for every step of the kind's runbooks. */
export const exampleBaselines: { readonly [K in SubjectKind]: readonly Baseline<K>[] } = {
  trail: [aBaseline()],
  'log-bucket': [],
  key: [],
  'log-group': [],
  topic: [],
  membership: [],
  'guard-rail': [],
  warden: [],
};
