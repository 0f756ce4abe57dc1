import { named, type Service } from '../core/service';
import * as instances from './actions/instances';
import { wireNames } from './wire-names';

/** Instances and what they need: networks, groups, disks, snapshots, images. */
export const ec2Service: Service = {
  id: 'ec2',
  eventSource: 'ec2.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2016-11-15',
    namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/',
    ec2: wireNames,
  },
  throttlingCode: 'RequestLimitExceeded',
  deniedCode: 'UnauthorizedOperation',
  deniedSentence: (sentence) =>
    `You are not authorized to perform this operation. ${sentence.replace(' on resource: * ', ' ')}`,
  recordedCode: (code) => `${code === 'InternalFailure' ? 'Server' : 'Client'}.${code}`,
  recordsDeniedParameters: true,
  actions: named(instances),
};
