import { suiteOf } from './suite-of';

suiteOf(
  'aws/',
  'aws/baselines',
  'aws/dependencies',
  'aws/lineage',
  'aws/notify',
  'aws/releases',
  'responder',
);
