import { named, type Service } from '../core/service';
import * as findings from './actions/findings';

/** Detectors and findings are read; what is found is what a hook put there. */
export const guarddutyService: Service = {
  id: 'guardduty',
  eventSource: 'guardduty.amazonaws.com',
  wire: { protocol: 'rest-json' },
  actions: named(findings),
};
