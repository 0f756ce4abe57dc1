import { shareOrganization } from '../stories/shared-organization';
import { suiteOf } from './suite-of';

shareOrganization(18);
suiteOf('cli');
