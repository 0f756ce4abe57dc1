import { named, type Service } from '../core/service';
import * as buckets from './actions/buckets';
import * as listObjects from './actions/list-objects';
import * as multipart from './actions/multipart';
import * as objects from './actions/objects';
import * as putObject from './actions/put-object';
import { configurationActions } from './configuration';
import { acl, ownershipControls, publicAccessBlock } from './configurations/access';
import { lifecycle, objectLock, replication, versioning } from './configurations/retention';
import {
  encryption,
  logging,
  notification,
  requestPayment,
  tagging,
} from './configurations/settings';
import { errorDetails, errorHeaders } from './refusals';

export const s3Service: Service = {
  id: 's3',
  eventSource: 's3.amazonaws.com',
  wire: { protocol: 'rest-xml', namespace: 'http://s3.amazonaws.com/doc/2006-03-01/' },
  throttlingCode: 'SlowDown',
  recordsDeniedParameters: true,
  errorDetails,
  errorHeaders,
  actions: {
    ...named(buckets, listObjects, multipart, objects, putObject),
    ...configurationActions(
      acl,
      encryption,
      lifecycle,
      logging,
      notification,
      objectLock,
      ownershipControls,
      publicAccessBlock,
      replication,
      requestPayment,
      tagging,
      versioning,
    ),
  },
};
