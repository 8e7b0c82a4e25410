import type { OpenPlatform } from '../../core/platform/open.js';
export async function isSeeded(_platform: OpenPlatform): Promise<boolean> { return true; }
export async function seedDemo(_platform: OpenPlatform): Promise<void> {}
