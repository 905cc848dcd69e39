import AsyncHTTPClient
import CLibargon2
import Crypto
import JWTKit
