import { access, inOrganization } from '../in-organization';
import { withdrawTrustedAccess } from './technique';

export const withdrawTrustedAccessRecords = [
  inOrganization('servicePrincipal')(
    withdrawTrustedAccess,
    access((service) => `${service} has no access to the organization any more.`),
  ),
];
