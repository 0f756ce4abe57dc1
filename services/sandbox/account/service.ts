import type { Service } from '../core/service';
import { deleteAlternateContact } from './actions/delete-alternate-contact';
import { disableRegion } from './actions/disable-region';
import { enableRegion } from './actions/enable-region';
import { getAlternateContact } from './actions/get-alternate-contact';
import { getContactInformation } from './actions/get-contact-information';
import { getRegionOptStatus } from './actions/get-region-opt-status';
import { listRegions } from './actions/list-regions';
import { putAlternateContact } from './actions/put-alternate-contact';
import { putContactInformation } from './actions/put-contact-information';

export const accountService: Service = {
  id: 'account',
  eventSource: 'account.amazonaws.com',
  wire: { protocol: 'rest-json' },
  global: true,
  actions: {
    DeleteAlternateContact: deleteAlternateContact,
    DisableRegion: disableRegion,
    EnableRegion: enableRegion,
    GetAlternateContact: getAlternateContact,
    GetContactInformation: getContactInformation,
    GetRegionOptStatus: getRegionOptStatus,
    ListRegions: listRegions,
    PutAlternateContact: putAlternateContact,
    PutContactInformation: putContactInformation,
  },
};
