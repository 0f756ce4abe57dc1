import { named, type Service } from '../core/service';
import * as aliases from './actions/aliases';
import * as createKey from './actions/create-key';
import * as keyStores from './actions/key-stores';
import * as keys from './actions/keys';
import * as macs from './actions/macs';
import * as signatures from './actions/signatures';

/** Key management, MACs and signatures. Nothing is encrypted here: a key says who may, and whether at all. */
export const kmsService: Service = {
  id: 'kms',
  eventSource: 'kms.amazonaws.com',
  wire: { protocol: 'json', version: '1.1', targetPrefix: 'TrentService' },
  actions: named(aliases, createKey, keyStores, keys, macs, signatures),
};
