import type { Service } from '../core/service';
import { sendEmail } from './actions/send-email';

/** SES's API v2, as far as sending goes; what is sent arrives in `sesOf(world).mails`. */
export const sesService: Service = {
  id: 'ses',
  eventSource: 'ses.amazonaws.com',
  wire: { protocol: 'rest-json' },
  throttlingCode: 'TooManyRequestsException',
  actions: { SendEmail: sendEmail },
};
