import { field, text } from '../../../record/json';
import { harm, none, unclear } from '../../../record/row';
import { onLogBucket } from '../on-log-bucket';
import { makeRequesterPay } from './technique';

export const makeRequesterPayRecords = [
  onLogBucket(makeRequesterPay, ({ request }, _known, target) => {
    const payer = text(field(request, 'requestPaymentConfiguration', 'payer'));
    if (!payer) return unclear(`Who pays for requests to bucket ${target} was set.`);
    return payer === 'Requester'
      ? harm(`Requesters pay in bucket ${target}; CloudTrail cannot deliver.`)
      : none;
  }),
];
