'use server'
import { action } from '@/lib/action'
import { addLicensee as addLicenseeWrite } from '@/lib/licensees/add-licensee'
import { archiveLicensee as archiveLicenseeWrite } from '@/lib/licensees/archive-licensee'
import { restoreLicensee as restoreLicenseeWrite } from '@/lib/licensees/restore-licensee'
import { updateLicensee as updateLicenseeWrite } from '@/lib/licensees/update-licensee'

export const addLicensee = action(addLicenseeWrite)
export const updateLicensee = action(updateLicenseeWrite)
export const archiveLicensee = action(archiveLicenseeWrite)
export const restoreLicensee = action(restoreLicenseeWrite)
