import { named, type Service } from '../core/service';
import * as identities from './actions/identities';

export const stsService: Service = {
  id: 'sts',
  eventSource: 'sts.amazonaws.com',
  wire: {
    protocol: 'query',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  },
  actions: named(identities),
};
