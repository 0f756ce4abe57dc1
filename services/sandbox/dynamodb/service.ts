import { named, type Service } from '../core/service';
import * as items from './actions/items';
import * as tables from './actions/tables';

/**
 * DynamoDB: who may ask is decided here, items are kept by a real engine. Transactions and PartiQL are
 * refused, because dynalite does not have them.
 */
export const dynamodbService: Service = {
  id: 'dynamodb',
  eventSource: 'dynamodb.amazonaws.com',
  wire: { protocol: 'json', version: '1.0', targetPrefix: 'DynamoDB_20120810' },
  actions: named(items, tables),
};
