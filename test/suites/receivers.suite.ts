import { suiteOf } from './suite-of';

suiteOf(
  'sandbox/identitystore',
  'sandbox/receivers',
  'sandbox/secretsmanager',
  'sandbox/securityhub',
  'sandbox/ssm',
);
