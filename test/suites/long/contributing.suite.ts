import { suiteOf } from '../suite-of';

suiteOf('contributing');
