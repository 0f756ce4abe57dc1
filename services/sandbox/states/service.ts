import { named, type Service } from '../core/service';
import * as executions from './actions/executions';
import * as machines from './actions/machines';
import * as tasks from './actions/tasks';

/** Step Functions: standard workflows in the JSONPath language. */
export const statesService: Service = {
  id: 'states',
  eventSource: 'states.amazonaws.com',
  wire: { protocol: 'json', version: '1.0', targetPrefix: 'AWSStepFunctions' },
  actions: named(executions, machines, tasks),
};
