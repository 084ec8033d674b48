extension Permissions {
    /// A CloudFormation template of the role, to roll out as a StackSet.
    package var cloudFormation: String {
        let actions = member.map { "                  - \($0)" }.joined(separator: "\n")
        return """
            AWSTemplateFormatVersion: "2010-09-09"
            Description: The role by which Stocktake reads this account. It changes nothing.
            Parameters:
              TrustedPrincipal:
                Type: String
                Description: The ARN of the user or role that runs Stocktake.
                AllowedPattern: "arn:aws[a-z-]*:(iam|sts)::[0-9]{12}:.+"
              ExternalId:
                Type: String
                Description: The external id of the pipeline file; empty asks for none.
                Default: ""
                NoEcho: true
              RoleName:
                Type: String
                Default: \(roleName)
            Conditions:
              AsksForExternalId: !Not [!Equals [!Ref ExternalId, ""]]
            Resources:
              StocktakeRole:
                Type: AWS::IAM::Role
                Properties:
                  RoleName: !Ref RoleName
                  Path: \(rolePath)
                  MaxSessionDuration: 3600
                  AssumeRolePolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Effect: Allow
                        Principal:
                          AWS: !Ref TrustedPrincipal
                        Action: sts:AssumeRole
                        Condition: !If
                          - AsksForExternalId
                          - StringEquals:
                              sts:ExternalId: !Ref ExternalId
                          - !Ref AWS::NoValue
                  Policies:
                    - PolicyName: StocktakeReads
                      PolicyDocument:
                        Version: "2012-10-17"
                        Statement:
                          - Sid: StocktakeReads
                            Effect: Allow
                            Action:
            \(actions)
                            Resource: "*"
            Outputs:
              RoleArn:
                Value: !GetAtt StocktakeRole.Arn

            """
    }

    /// The name of the role without its path.
    var roleName: String { role.split(separator: "/").last.map(String.init) ?? role }

    /// The path of the role, with a slash at both ends.
    var rolePath: String {
        let path = role.split(separator: "/").dropLast().joined(separator: "/")
        return path.isEmpty ? "/" : "/\(path)/"
    }
}
