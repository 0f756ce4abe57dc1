import type { Service } from '../core/service';
import { batchImportFindings } from './actions/batch-import-findings';

/** Where findings are sent; what becomes of them there is not emulated. */
export const securityhubService: Service = {
  id: 'securityhub',
  eventSource: 'securityhub.amazonaws.com',
  wire: { protocol: 'rest-json' },
  actions: { BatchImportFindings: batchImportFindings },
};
