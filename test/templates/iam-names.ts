import { permissionOfCall } from '../../services/cli/docs/pages/permission-of-call';

/** SDK packages whose service IAM calls otherwise. */
const SERVICES: Readonly<Record<string, string>> = {
  accessanalyzer: 'access-analyzer',
  'cloudwatch-logs': 'logs',
  'elastic-load-balancing-v2': 'elasticloadbalancing',
  'auto-scaling': 'autoscaling',
  eventbridge: 'events',
  's3-control': 's3control',
  'config-service': 'config',
  'secrets-manager': 'secretsmanager',
  sesv2: 'ses',
  sfn: 'states',
};

/** The permission that a command of an SDK package needs: `client-s3`, `HeadBucket` → `s3:ListBucket`. */
export function permissionOf(client: string, operation: string): string {
  return permissionOfCall(`${SERVICES[client] ?? client}:${operation}`);
}

export { permissionOfCall };
