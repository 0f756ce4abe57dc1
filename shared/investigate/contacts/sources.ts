import type { ContactSource } from '../../domain/contact';
import type { Source } from './source';
import { accountContact } from './sources/account-contact';
import { accountTag } from './sources/account-tag';
import { defaultContact } from './sources/default-contact';
import { fromFile } from './sources/from-file';
import { fromRecord } from './sources/from-record';
import { identityStore } from './sources/identity-store';
import { principalTag } from './sources/principal-tag';

export const sources: Readonly<Record<ContactSource, Source>> = {
  'identity-store': identityStore,
  record: fromRecord,
  'principal-tag': principalTag,
  'account-tag': accountTag,
  file: fromFile,
  'security-contact': accountContact('securityContact', 'The alternate contact SECURITY'),
  'root-email': accountContact('rootEmail', 'The root e-mail address'),
  default: defaultContact,
};
