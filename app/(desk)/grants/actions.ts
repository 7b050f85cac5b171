'use server'
import { action } from '@/lib/action'
import { grantAccount, revokeAccount } from '@/lib/grants/account-writes'
import { addToSlip as addToSlipWrite } from '@/lib/grants/add-to-slip'
import { discardSlip as discardSlipWrite } from '@/lib/grants/discard-slip'
import { refreshGrants as refreshGrantsWrite } from '@/lib/grants/refresh-grants'
import { replaceDramas } from '@/lib/grants/replace-dramas'
import { restoreRights as restoreRightsWrite } from '@/lib/grants/restore-rights'
import { revokeDramas } from '@/lib/grants/revoke-dramas'
import { saveSlip as saveSlipWrite } from '@/lib/grants/save-slip'
import { startRenewal as startRenewalWrite } from '@/lib/grants/start-renewal'
import { submitSlip as submitSlipWrite } from '@/lib/grants/submit-slip'
import { addLicensee } from '@/lib/licensees/add-licensee'

export const refreshGrants = action(refreshGrantsWrite)
export const saveLicensee = action(addLicensee)
export const saveSlip = action(saveSlipWrite)
export const addToSlip = action(addToSlipWrite)
export const discardSlip = action(discardSlipWrite)
export const submitSlip = action(submitSlipWrite)
export const startRenewal = action(startRenewalWrite)
export const restoreRights = action(restoreRightsWrite)
export const revokeGrants = action(revokeDramas)
export const replaceGrants = action(replaceDramas)
export const submitAccountGrant = action(grantAccount)
export const submitAccountRevoke = action(revokeAccount)
