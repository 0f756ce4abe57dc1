import type { Service } from '../core/service';
import { addPermission } from './actions/add-permission';
import { deleteEventSourceMapping } from './actions/delete-event-source-mapping';
import { deleteFunction } from './actions/delete-function';
import { deleteFunctionConcurrency } from './actions/delete-function-concurrency';
import { getEventSourceMapping } from './actions/get-event-source-mapping';
import { getFunction } from './actions/get-function';
import { getFunctionConcurrency } from './actions/get-function-concurrency';
import { getFunctionConfiguration } from './actions/get-function-configuration';
import { getPolicy } from './actions/get-policy';
import { listEventSourceMappings } from './actions/list-event-source-mappings';
import { putFunctionConcurrency } from './actions/put-function-concurrency';
import { removePermission } from './actions/remove-permission';
import { updateEventSourceMapping } from './actions/update-event-source-mapping';
import { updateFunctionCode } from './actions/update-function-code';
import { updateFunctionConfiguration } from './actions/update-function-configuration';

/** The control plane; functions are invoked by their queues, and not over the wire. */
export const lambdaService: Service = {
  id: 'lambda',
  eventSource: 'lambda.amazonaws.com',
  wire: { protocol: 'rest-json' },
  throttlingCode: 'TooManyRequestsException',
  actions: {
    AddPermission: addPermission,
    DeleteEventSourceMapping: deleteEventSourceMapping,
    DeleteFunction: deleteFunction,
    DeleteFunctionConcurrency: deleteFunctionConcurrency,
    GetEventSourceMapping: getEventSourceMapping,
    GetFunction: getFunction,
    GetFunctionConcurrency: getFunctionConcurrency,
    GetFunctionConfiguration: getFunctionConfiguration,
    GetPolicy: getPolicy,
    ListEventSourceMappings: listEventSourceMappings,
    PutFunctionConcurrency: putFunctionConcurrency,
    RemovePermission: removePermission,
    UpdateEventSourceMapping: updateEventSourceMapping,
    UpdateFunctionCode: updateFunctionCode,
    UpdateFunctionConfiguration: updateFunctionConfiguration,
  },
};
