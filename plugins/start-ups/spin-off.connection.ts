import { connectionType } from 'gezel/sdk';
import { StartUpSpinOffItem } from './spin-off.entity.js';

export const ItemConnection = connectionType(StartUpSpinOffItem);
