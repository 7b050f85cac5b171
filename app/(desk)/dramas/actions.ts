'use server'
import { action } from '@/lib/action'
import { requestCatalogueSync } from '@/lib/dramas/request-catalogue-sync'
import { startSlip as startSlipWrite } from '@/lib/grants/start-slip'

export const syncCatalogue = action(requestCatalogueSync)
export const startSlip = action(startSlipWrite)
