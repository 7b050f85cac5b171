'use server'
import { action } from '@/lib/action'
import { refreshDrama as refreshDramaWrite } from '@/lib/dramas/refresh-drama'
import { requestCatalogueSync } from '@/lib/dramas/request-catalogue-sync'
import { startSlip as startSlipWrite } from '@/lib/grants/start-slip'

export const syncCatalogue = action(requestCatalogueSync)
export const startSlip = action(startSlipWrite)
export const refreshDrama = action(refreshDramaWrite)
