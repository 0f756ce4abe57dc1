import type { Service } from '../core/service';
import { getParameter } from './actions/get-parameter';
import { putParameter } from './actions/put-parameter';

/** Parameter Store; nothing else of Systems Manager. */
export const ssmService: Service = {
  id: 'ssm',
  eventSource: 'ssm.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'AmazonSSM' },
  actions: { GetParameter: getParameter, PutParameter: putParameter },
};
