import { openTable, type Table } from '../../../shared/aws/table/table';
import { connectionTo, type Target } from './target';

/** The table, as the caller: the administrator of the security account or its operator. */
export const tableOf = (target: Target): Table => openTable(target.table, connectionTo(target));
