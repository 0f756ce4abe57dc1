import { named, type Service } from '../core/service';
import * as checks from './actions/checks';

/** The check of bucket policies; there are no analyzers and no findings. */
export const accessanalyzerService: Service = {
  id: 'access-analyzer',
  eventSource: 'access-analyzer.amazonaws.com',
  wire: { protocol: 'rest-json' },
  actions: named(checks),
};
