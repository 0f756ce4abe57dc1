import { named, type Service } from '../core/service';
import * as snapshotBlocks from './actions/snapshot-blocks';

/** EBS direct, as far as it reads: the blocks of snapshots, which EC2 keeps. */
export const ebsService: Service = {
  id: 'ebs',
  eventSource: 'ebs.amazonaws.com',
  wire: { protocol: 'rest-json' },
  throttlingCode: 'RequestThrottledException',
  actions: named(snapshotBlocks),
};
