import type { Service } from '../core/service';
import { copyObject } from './actions/copy-object';
import { createBucketAction } from './actions/create-bucket';
import { deleteBucketAction } from './actions/delete-bucket';
import { deleteBucketPolicy } from './actions/delete-bucket-policy';
import { deleteObject } from './actions/delete-object';
import { deleteObjects } from './actions/delete-objects';
import { getBucketLocation } from './actions/get-bucket-location';
import { getBucketPolicy } from './actions/get-bucket-policy';
import { getBucketPolicyStatus } from './actions/get-bucket-policy-status';
import { getObject, headObject } from './actions/get-object';
import { headBucket } from './actions/head-bucket';
import { listBuckets } from './actions/list-buckets';
import { listObjectVersions } from './actions/list-object-versions';
import { listObjects } from './actions/list-objects';
import { listObjectsV2 } from './actions/list-objects-v2';
import { getObjectRetention, putObjectRetention } from './actions/object-retention';
import { putBucketPolicyAction } from './actions/put-bucket-policy';
import { putObject } from './actions/put-object';
import { configurationActions } from './configuration-actions';
import { acl } from './configurations/acl';
import { encryption } from './configurations/encryption';
import { lifecycle } from './configurations/lifecycle';
import { logging } from './configurations/logging';
import { notification } from './configurations/notification';
import { objectLock } from './configurations/object-lock';
import { ownershipControls } from './configurations/ownership-controls';
import { publicAccessBlock } from './configurations/public-access-block';
import { replication } from './configurations/replication';
import { requestPayment } from './configurations/request-payment';
import { tagging } from './configurations/tagging';
import { versioning } from './configurations/versioning';
import { errorDetails, errorHeaders } from './s3-refusal';

export const s3Service: Service = {
  id: 's3',
  eventSource: 's3.amazonaws.com',
  wire: { protocol: 'rest-xml', namespace: 'http://s3.amazonaws.com/doc/2006-03-01/' },
  throttlingCode: 'SlowDown',
  recordsDeniedParameters: true,
  errorDetails,
  errorHeaders,
  actions: {
    CopyObject: copyObject,
    CreateBucket: createBucketAction,
    DeleteBucket: deleteBucketAction,
    DeleteBucketPolicy: deleteBucketPolicy,
    GetBucketLocation: getBucketLocation,
    GetBucketPolicy: getBucketPolicy,
    GetBucketPolicyStatus: getBucketPolicyStatus,
    HeadBucket: headBucket,
    ListBuckets: listBuckets,
    PutBucketPolicy: putBucketPolicyAction,
    DeleteObject: deleteObject,
    DeleteObjects: deleteObjects,
    GetObject: getObject,
    GetObjectRetention: getObjectRetention,
    HeadObject: headObject,
    ListObjectVersions: listObjectVersions,
    ListObjects: listObjects,
    ListObjectsV2: listObjectsV2,
    PutObject: putObject,
    PutObjectRetention: putObjectRetention,
    ...configurationActions(acl),
    ...configurationActions(encryption),
    ...configurationActions(lifecycle),
    ...configurationActions(logging),
    ...configurationActions(notification),
    ...configurationActions(objectLock),
    ...configurationActions(ownershipControls),
    ...configurationActions(publicAccessBlock),
    ...configurationActions(replication),
    ...configurationActions(requestPayment),
    ...configurationActions(tagging),
    ...configurationActions(versioning),
  },
};
