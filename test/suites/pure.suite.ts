import { suiteOf } from './suite-of';

// Nothing here loads the SDK; what does is elsewhere.
suiteOf('domain', 'naming', 'baseline-rules', 'metrics', 'core', 'replay');
suiteOf(
  'techniques',
  'runbooks',
  'docs',
  'reports',
  'watch',
  'deployment/config',
  'deployment/template',
);
suiteOf('playbooks/bucket-policy', 'playbooks/instance-login', 'playbooks/instance-login-host');
