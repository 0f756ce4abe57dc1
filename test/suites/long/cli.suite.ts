import { shareOrganization } from '../../stories/shared-organization';
import { suiteOf } from '../suite-of';

shareOrganization(20);
suiteOf('cli/organization');
