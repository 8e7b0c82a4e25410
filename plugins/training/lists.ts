import { connectionType } from 'gezel/sdk';
import { TrainingRegistration } from './registration.entity.js';

/** Registrations, a page at a time. */
export const RegistrationConnection = connectionType(TrainingRegistration);
