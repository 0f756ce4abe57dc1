import type { Action, Service } from '../core/service';
import { batchWriteItem, onTables } from './actions/batch';
import { conditionalWrite } from './actions/conditional-write';
import {
  describeContinuousBackupsAction,
  updateContinuousBackupsAction,
} from './actions/continuous-backups';
import { createTableAction } from './actions/create-table';
import { deleteTableAction } from './actions/delete-table';
import { describeTableAction } from './actions/describe-table';
import { describeTimeToLiveAction, updateTimeToLiveAction } from './actions/time-to-live';
import { updateTableAction } from './actions/update-table';
import { onItems } from './proxy';

const listTables: Action = { ...onItems({ readOnly: true }), resource: () => '*' };

/**
 * DynamoDB: who may ask is decided here, items are kept by a real engine. Transactions and PartiQL are
 * refused, because dynalite does not have them.
 */
export const dynamodbService: Service = {
  id: 'dynamodb',
  eventSource: 'dynamodb.amazonaws.com',
  wire: { protocol: 'json', version: '1.0', targetPrefix: 'DynamoDB_20120810' },
  actions: {
    BatchGetItem: onTables({ readOnly: true }),
    BatchWriteItem: batchWriteItem,
    CreateTable: createTableAction,
    DeleteItem: conditionalWrite,
    DeleteTable: deleteTableAction,
    DescribeContinuousBackups: describeContinuousBackupsAction,
    DescribeTable: describeTableAction,
    DescribeTimeToLive: describeTimeToLiveAction,
    GetItem: onItems({ readOnly: true }),
    ListTables: listTables,
    PutItem: conditionalWrite,
    Query: onItems({ readOnly: true }),
    Scan: onItems({ readOnly: true }),
    UpdateContinuousBackups: updateContinuousBackupsAction,
    UpdateItem: conditionalWrite,
    UpdateTable: updateTableAction,
    UpdateTimeToLive: updateTimeToLiveAction,
  },
};
