import { named, type Service } from '../core/service';
import * as secrets from './actions/secrets';

export const secretsmanagerService: Service = {
  id: 'secretsmanager',
  eventSource: 'secretsmanager.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'secretsmanager' },
  actions: named(secrets),
};
