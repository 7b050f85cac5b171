'use server'
import { action } from '@/lib/action'
import { cancelExport as cancelExportWrite } from '@/lib/exports/cancel-export'
import { requestExport as requestExportWrite } from '@/lib/exports/request-export'

export const requestExport = action(requestExportWrite)
export const cancelExport = action(cancelExportWrite)
