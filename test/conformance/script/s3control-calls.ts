import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3-control';
import { as, type Call, type Step } from './call';
import type { Clients } from './place';

type Ask = (s3control: Clients['s3control'], AccountId: string) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ s3control }, { member }) => ask(s3control, member.id),
});

const get: Ask = (on, AccountId) => on.send(new GetPublicAccessBlockCommand({ AccountId }));
const put =
  (PublicAccessBlockConfiguration: object): Ask =>
  (on, AccountId) =>
    on.send(new PutPublicAccessBlockCommand({ AccountId, PublicAccessBlockConfiguration }));
const remove: Ask = (on, AccountId) => on.send(new DeletePublicAccessBlockCommand({ AccountId }));

export const s3controlCalls: readonly Call[] = as(
  'member',
  step('GetPublicAccessBlock of a new account', get),
  step('PutPublicAccessBlock of an account', put({ BlockPublicAcls: true })),
  step('GetPublicAccessBlock of an account', get),
  step('PutPublicAccessBlock of an account with nothing in it', put({})),
  step('DeletePublicAccessBlock of an account', remove),
  step('DeletePublicAccessBlock of an account without one', remove),
  step('GetPublicAccessBlock of another account', (on) => get(on, '999988887777')),
);
