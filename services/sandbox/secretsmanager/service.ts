import type { Service } from '../core/service';
import { createSecret } from './actions/create-secret';
import { getSecretValue } from './actions/get-secret-value';
import { putSecretValue } from './actions/put-secret-value';

export const secretsmanagerService: Service = {
  id: 'secretsmanager',
  eventSource: 'secretsmanager.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'secretsmanager' },
  actions: {
    CreateSecret: createSecret,
    GetSecretValue: getSecretValue,
    PutSecretValue: putSecretValue,
  },
};
