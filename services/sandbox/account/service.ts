import { named, type Service } from '../core/service';
import * as contacts from './actions/contacts';
import * as regions from './actions/regions';

export const accountService: Service = {
  id: 'account',
  eventSource: 'account.amazonaws.com',
  wire: { protocol: 'rest-json' },
  global: true,
  actions: named(contacts, regions),
};
