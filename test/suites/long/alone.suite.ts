import { suiteOf } from '../suite-of';

suiteOf('stories/alone', 'deployment/');
