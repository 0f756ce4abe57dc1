import { named, type Service } from '../core/service';
import * as parameters from './actions/parameters';

/** Parameter Store; nothing else of Systems Manager. */
export const ssmService: Service = {
  id: 'ssm',
  eventSource: 'ssm.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AmazonSSM' },
  actions: named(parameters),
};
