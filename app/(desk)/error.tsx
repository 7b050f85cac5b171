'use client'
import { FailedPage } from '@/components/shell/failed-page'

/** The frame stays, so that a failed page still leads elsewhere. */
export default FailedPage
