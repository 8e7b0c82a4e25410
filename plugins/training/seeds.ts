import type { PluginSeeds } from 'gezel/sdk';
import {
  CourseStatus,
  SessionStatus,
  TrainingCourse,
  TrainingSession,
  VatExemption,
} from './course.entity.js';

/** Made up for the demonstration, its prices too: a real catalogue begins empty. Fixed ids. */
export const seeds: PluginSeeds = {
  demo: async ({ store }) => {
    if ((await store.get(TrainingCourse, courseId)) !== null) return;
    await store.insert(TrainingCourse, {
      ...{ id: courseId, title: 'Een begroting maken', topic: 'bookkeeping' },
      ...{ goal: 'Een project begroten en opvolgen.', givenBy: 'Demo' },
      ...{ vatExemption: VatExemption.PROFESSIONAL, certificatePercent: 80 },
      status: CourseStatus.PUBLISHED,
    });
    await store.insert(TrainingSession, {
      ...{ id: '019d0000-0000-7000-8000-020000000001', courseId, place: 'Brussel' },
      ...{ trainerName: null, seats: 12, priceMinor: 60_00n, currency: 'EUR' },
      ...{ days, firstDay: '2027-03-04', lastDay: '2027-03-11', status: SessionStatus.OPEN },
    });
  },
};

const courseId = '019d0000-0000-7000-8000-010000000001';

const days = ['2027-03-04', '2027-03-11'].map((day) => ({ day, startsAt: '09:30', minutes: 360 }));
