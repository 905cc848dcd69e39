import Testing
import Spreadsheets
